import './ui/pb-app';
